window.finder={"suffix":".html","kinds":[["incident","Incident","Incidents"],["actor","Actor","Actors"],["place","Place","Places"],["source","Source","Sources"],["note","Page","Pages"]],"types":[["agreement","Agreement"],["remote-explosive-ied","Remote explosive or IED"],["shelling-artillery-missile","Shelling, artillery or missile attack"]],"scopes":[["event","Single event"]],"roles":[["attacker","Attacker"],["target","Target"],["victim","Victim"],["host","Host"],["responder","Responder"],["mentioned","Also involved or named"],["of-claims","Responsibility claimed for it"],["of-accuses","Accused by others"],["of-suspects","Suspected by others"],["of-asserts","Named as responsible"],["of-denies","Involvement denied"],["of-condemns","Condemned by others"],["by-claims","Claimed responsibility"],["by-accuses","Accused others"],["by-suspects","Suspected others"],["by-asserts","Named others as responsible"],["by-denies","Denied an involvement"],["by-condemns","Voiced condemnation"],["claim","Speaks, or is named, in other claims"]],"rows":[
[0,"incidents/2023-12-talks","Talks on the harbour, December 2023","Talks.","December 2023","",[],2023,0,0,[],[],[],0],
[0,"incidents/2024-01-01-depot","Rockets on the Northport depot, 1 January 2024","Rockets hit the depot in Northport.","1 January 2024","",[],2024,2,0,[10],[[7,4],[7,13],[7,17],[9,7],[9,10],[9,16],[5,8],[8,14],[3,18]],[],2],
[0,"incidents/2024-01-20-pier","Blast at the pier, 20 January 2024","A blast at the pier.","20 January 2024","",[],2024,1,0,[],[[9,0],[9,6],[9,12],[5,7],[7,13]],[],0],
[1,"actors/clinic","Northport clinic","The clinic.","","",["the clinic"]],
[1,"actors/coast-wire","Coast Wire","An agency.","","",[]],
[1,"actors/dockside-gangs","gangs from the docks","A label.","","",[]],
[1,"actors/herald-paper","The Herald","A paper.","","",[]],
[1,"actors/mayor","Mayor of Northport","The mayor.","","",["the mayor"]],
[1,"actors/police","Northport police","The police.","","",["police"]],
[1,"actors/tide-brigade","Tide Brigade","An armed group of Northport.","","",["the brigade",["لواء المد","ar"],"Liwa al-Madd"]],
[2,"places/northport","Northport","A city.","","",[["نورثبورت","ar"]]],
[3,"sources/courier","Rockets on Northport","","outlet not known, 3 January 2024","",[],2024],
[3,"sources/gazette","What we know of the depot","","outlet not known, 10 January 2024","",[],2024],
[3,"sources/herald","Two rockets hit the depot","","The Herald, 2 January 2024","",[],2024],
[3,"sources/ledger",["الرصيف","ar"],"","outlet not known, about 22 January 2024","",[],2024]
]};
