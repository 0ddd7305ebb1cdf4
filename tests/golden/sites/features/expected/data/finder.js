window.finder={"suffix":".html","kinds":[["incident","Incident","Incidents"],["actor","Actor","Actors"],["place","Place","Places"],["source","Source","Sources"],["note","Page","Pages"]],"types":[["attack","Attack"],["shelling-artillery-missile","Shelling, artillery or missile attack"]],"scopes":[["campaign","Campaign"],["event","Single event"]],"roles":[["attacker","Attacker"],["target","Target"],["victim","Victim"],["host","Host"],["responder","Responder"],["mentioned","Also involved or named"],["of-claims","Responsibility claimed for it"],["of-accuses","Accused by others"],["of-suspects","Suspected by others"],["of-asserts","Named as responsible"],["of-denies","Involvement denied"],["of-condemns","Condemned by others"],["by-claims","Claimed responsibility"],["by-accuses","Accused others"],["by-suspects","Suspected others"],["by-asserts","Named others as responsible"],["by-denies","Denied an involvement"],["by-condemns","Voiced condemnation"],["claim","Speaks, or is named, in other claims"]],"rows":[
[0,"incidents/2024-01-01-depot","Rockets on the Northport depot, 1 January 2024","Two rockets hit the depot in Northport.","1 or 8 January 2024","",[],2024,1,1,[9,10],[[5,4],[5,2],[6,5]],[11,7],0],
[0,"incidents/2024-01-series","Rockets on Northport since January 2024","A series of rockets.","since January 2024","",[],2024,1,0,[],[],[],0],
[0,"incidents/2024-02-strike","Strike on Northport, February 2024","Withdrawn: There was no strike: the Herald had meant a strike of dockers.","February 2024","withdrawn",[],2024,0,1,[],[],[],0],
[4,"about","About","How this wiki is made.","","",[]],
[1,"actors/herald-paper","The Herald","A paper.","","",[]],
[1,"actors/mayor","Mayor of Northport","The mayor.","","",["the mayor"]],
[1,"actors/police","Northport police","The police.","","",[["شرطة نورثبورت","ar"]]],
[4,"harbour-net","The net over the harbour","A net.","","",[]],
[4,"index","Northport, incident by incident","What the papers say.","","",[]],
[2,"places/depot","Depot","A depot.","","",[],10],
[2,"places/northport","Northport","A city.","","",[]],
[4,"rocket","The rockets of January 2024","","","",["rockets",["صواريخ","ar"]]],
[3,"sources/herald","Depot hit","","outlet not known, 2 January 2024","",[],2024],
[3,"sources/untitled","Article without a headline, on or after 9 January 2024","","The Herald","",[],2024]
]};
